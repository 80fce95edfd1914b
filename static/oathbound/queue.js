// Keys for the queue and for the case that was opened from it. Every page is complete without them.
// They do nothing while somebody types, and can be switched off; the browser keeps that.
const OFF = 'oathbound-keys-off'
const sheet = document.getElementById('keys')
const rows = [...document.querySelectorAll('.ob-queue__table tbody tr')]
let at = -1

const isOff = () => localStorage.getItem(OFF) === '1'
const types = element => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]') !== null

function show (step) {
  if (rows.length === 0) return
  at = Math.min(Math.max(at + step, 0), rows.length - 1)
  rows[at].querySelector('.ob-queue__case a').focus()
}

const inRow = selector => rows[at]?.querySelector(selector)

const KEYS = {
  j: () => show(1),
  k: () => show(-1),
  o: () => inRow('.ob-queue__case a')?.click(),
  x: () => inRow('.ob-queue__tick input')?.click(),
  e: () => inRow('button[name=acknowledge]')?.click(),
  n: () => document.querySelector('.ob-place [rel=next], .ob-pages [rel=next]')?.click(),
  '/': () => document.querySelector('.ob-queue__find input')?.focus(),
  '?': () => sheet?.showModal()
}

document.addEventListener('keydown', event => {
  const act = KEYS[event.key]
  if (!act || event.ctrlKey || event.altKey || event.metaKey || types(event.target)) return
  if (isOff() && event.key !== '?') return
  event.preventDefault()
  act()
})

document.addEventListener('focusin', event => {
  const row = event.target.closest('.ob-queue__table tbody tr')
  if (row) at = rows.indexOf(row)
})

if (sheet) {
  const button = document.getElementById('keys_button')
  button.hidden = false
  button.addEventListener('click', () => sheet.showModal())
  const used = document.getElementById('keys_used')
  used.checked = !isOff()
  used.addEventListener('change', () => localStorage.setItem(OFF, used.checked ? '0' : '1'))
}

// A box over the others ticks all that the page shows. It says by itself whether all of them are ticked, or some. While none is,
// the buttons for what is ticked look shut; the server still answers them.
const all = document.getElementById('tick_all')
const bulk = document.querySelectorAll('.ob-queue__bulk button')
const ticks = () => [...document.querySelectorAll('.ob-queue__tick input[name=case]')]

function tell () {
  const ticked = ticks().filter(one => one.checked).length
  all.checked = ticked > 0 && ticked === ticks().length
  all.indeterminate = ticked > 0 && !all.checked
  for (const one of bulk) one.setAttribute('aria-disabled', String(ticked === 0))
}

if (all && ticks().length > 0) {
  all.hidden = false
  all.addEventListener('change', () => { for (const one of ticks()) one.checked = all.checked; tell() })
  document.addEventListener('change', event => { if (event.target.name === 'case') tell() })
  tell()
}
