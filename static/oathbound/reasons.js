// Checks the reasons again while they are typed. Without it, they are checked when the form is saved or sent.
const PAUSE = 1500
const form = document.querySelector('form[data-draft]')
let asked = 0
let due = null

if (form && document.getElementById('reasons_check')) {
  form.addEventListener('input', wait)
  form.addEventListener('change', wait)
}

function wait () {
  clearTimeout(due)
  due = setTimeout(check, PAUSE)
}

// Sends what is typed in the body: an address would stand in logs. Nothing is kept by it.
async function check () {
  const turn = ++asked
  const body = new URLSearchParams([...new FormData(form)].filter(([name, value]) => name !== 'request_key' && typeof value === 'string'))
  body.set('draft', 'check')
  try {
    const answer = await fetch(window.location.href, { method: 'POST', body, headers: { 'X-Draft': '1' } })
    if (answer.status === 403) await tellSignedOut(answer)
    if (!answer.ok || turn !== asked) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.getElementById('reasons_check')
    if (fresh) document.getElementById('reasons_check')?.replaceWith(fresh)
  } catch {
    // The check stays as it was shown last.
  }
}

// The first request after a time-out ends the session, and saves what is typed. The script of the draft has nothing to add.
async function tellSignedOut (answer) {
  const status = form.querySelector('[data-draft-status]')
  if (!(answer.headers.get('Content-Type') || '').startsWith('application/json')) return
  form.dataset.signedOut = 'yes'
  status.textContent = (await answer.json()).kept ? status.dataset.signedOut : status.dataset.onPage
}
