// Works out the range again when a choice on the sanction sheet changes. Without it, a button does.
const form = document.querySelector('form[data-draft]')
const chosen = /^(severity_|factor_|conduct_|level$)/
let asked = 0

if (form && document.getElementById('range')) {
  form.addEventListener('change', (event) => { if (chosen.test(event.target.name)) workOut() })
}

// Sends the whole form, so that the first request after a time-out can save it. It goes in the body: an address would stand in logs.
async function workOut () {
  const turn = ++asked
  const body = new URLSearchParams([...new FormData(form)].filter(([name, value]) => name !== 'request_key' && typeof value === 'string'))
  body.set('draft', 'range')
  try {
    const answer = await fetch(window.location.href, { method: 'POST', body, headers: { 'X-Draft': '1' } })
    if (answer.status === 403) await tellSignedOut(answer)
    if (!answer.ok || turn !== asked) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const part of ['range', 'like']) {
      const fresh = page.getElementById(part)
      if (fresh) document.getElementById(part)?.replaceWith(fresh)
    }
  } catch {
    // The range stays as it was shown last; the button still works it out.
  }
}

// The first request after a time-out ends the session, and saves what is typed. The script of the draft has nothing to add.
async function tellSignedOut (answer) {
  const status = form.querySelector('[data-draft-status]')
  if (!(answer.headers.get('Content-Type') || '').startsWith('application/json')) return
  form.dataset.signedOut = 'yes'
  status.textContent = (await answer.json()).kept ? status.dataset.signedOut : status.dataset.onPage
}
