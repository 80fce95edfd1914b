// Works out the range anew when a choice on the sanction sheet changes. Without it, a button does.
const form = document.querySelector('form[data-draft]')
const chosen = /^(severity_|factor_|conduct_|level$|csrfmiddlewaretoken$)/
let asked = 0

if (form && document.getElementById('range')) {
  form.addEventListener('change', (event) => { if (chosen.test(event.target.name)) workOut() })
}

// Sends the choices alone, never a typed word, in the body: an address would stand in logs.
async function workOut () {
  const turn = ++asked
  const body = new URLSearchParams([...new FormData(form)].filter(([name, value]) => chosen.test(name) && typeof value === 'string'))
  body.set('draft', 'range')
  try {
    const answer = await fetch(window.location.href, { method: 'POST', body })
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
