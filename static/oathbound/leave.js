// The way out: the button, or Shift three times within five seconds. The page is emptied at once and leaves no step to go back to.
(function () {
  'use strict'
  const button = document.querySelector('[data-leave]')
  if (!button) return
  const panel = button.closest('.ob-leave')
  const status = panel.querySelector('[data-leave-status]')
  let presses = 0
  let alone = false
  let timer

  function leave () {
    document.documentElement.classList.add('ob-left')
    document.title = '…'
    window.location.replace(button.href)
  }

  function forget () {
    presses = 0
    status.textContent = ''
  }

  button.addEventListener('click', function (event) {
    event.preventDefault()
    leave()
  })

  document.addEventListener('keydown', function (event) {
    alone = event.key === 'Shift' && !event.ctrlKey && !event.altKey && !event.metaKey
    if (!alone) forget()
  })

  document.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift' || !alone) return
    presses += 1
    if (presses === 3) return leave()
    status.textContent = panel.getAttribute('data-leave-announce-' + presses)
    clearTimeout(timer)
    timer = setTimeout(forget, 5000)
  })

  window.addEventListener('pageshow', function (event) {
    if (event.persisted && document.documentElement.classList.contains('ob-left')) leave()
  })
}())
