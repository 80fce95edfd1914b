// On a phone the tabs of a case are wider than the window: scroll to the tab that is open.
const tab = document.querySelector('.ob-case__tabs [aria-current]')
const row = tab && tab.closest('ul')
if (row) row.scrollLeft += tab.getBoundingClientRect().right - row.getBoundingClientRect().right + tab.offsetWidth / 2

// The menu of steps lies over the tabs: a click elsewhere closes it. Escape closes it, and the reasons for a date.
const menu = document.querySelector('.ob-menu')
if (menu) document.addEventListener('click', (event) => { if (!menu.contains(event.target)) menu.open = false })
for (const each of document.querySelectorAll('.ob-menu, .ob-case__clock details')) {
  each.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !each.open) return
    each.open = false
    each.querySelector('summary').focus()
  })
}
