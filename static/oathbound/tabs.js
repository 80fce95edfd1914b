// On a phone the tabs of a case run out of the window: the one that is open is brought into sight.
const tab = document.querySelector('.ob-case__tabs [aria-current]')
const row = tab && tab.closest('ul')
if (row) row.scrollLeft += tab.getBoundingClientRect().right - row.getBoundingClientRect().right + tab.offsetWidth / 2
