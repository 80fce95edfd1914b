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
