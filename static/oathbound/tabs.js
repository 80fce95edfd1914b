// On a phone the tabs of a case are wider than the window: scroll to the tab that is open.
const tab = document.querySelector('.ob-case__tabs [aria-current]')
const row = tab && tab.closest('ul')
if (row) row.scrollLeft += tab.getBoundingClientRect().right - row.getBoundingClientRect().right + tab.offsetWidth / 2
