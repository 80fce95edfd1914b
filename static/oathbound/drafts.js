// Keeps what is typed on a step, or on a page of a report: ten seconds after it was typed, and when the page is left. The page works without it.
const EVERY = 10000
// The most characters that a browser still sends after the page is closed (fetch, keepalive).
const MOST_AFTER_THE_PAGE = 60000

// Keeps the first form with a draft in `root`. Returns what a drawer calls when it closes: it ends the keeping, saves what is
// not saved yet, and answers whether all of it is saved. Returns nothing where there is no form.
export function start (root) {
  const form = root.querySelector('form[data-draft]')
  if (!form) return undefined
  const status = form.querySelector('[data-draft-status]')
  const version = form.elements.namedItem('draft_version') || form.elements.namedItem('seen')
  // A drawer over this page changes the address of the window, but not the page that owns this form. With "#" in it, the page would not
  // be loaded again.
  const address = form.getAttribute('action') || window.location.href.split('#')[0]
  const ended = new AbortController()
  let changes = 0
  let kept = 0
  let due = null
  let saving = null
  let over = false
  let savedFor = null
  let again

  listen(form, 'input', noteChange)
  listen(form, 'change', noteChange)
  listen(form, 'submit', () => { over = true })
  listen(document, 'submit', saveFirst)
  listen(window, 'beforeunload', leave)
  listen(window, 'pagehide', leave)
  listen(document, 'visibilitychange', () => document.hidden ? leave() : look())
  listen(window, 'pageshow', () => { over = false; setTimeout(look, 1500) })
  if (form.dataset.draft === 'together') again = setInterval(look, EVERY)
  if ('unsaved' in form.dataset) noteChange()
  return end

  function listen (target, name, act) {
    target.addEventListener(name, act, { signal: ended.signal })
  }

  function noteChange () {
    changes += 1
    form.dataset.typed = ''
    if (due === null) due = setTimeout(save, EVERY)
  }

  function leave () {
    save({ keepalive: true })
  }

  async function end () {
    ended.abort()
    clearInterval(again)
    await saving
    await save()
    clearTimeout(due)
    over = true
    return kept === changes
  }

  // Saves before another form of the page goes out: "Sign out" ends the session in which what was typed last can be saved.
  async function saveFirst (event) {
    if (event.target === form || event.target === savedFor || kept === changes) return
    event.preventDefault()
    savedFor = event.target
    await save()
    savedFor.requestSubmit(event.submitter)
  }

  async function save ({ keepalive = false } = {}) {
    clearTimeout(due)
    due = null
    if (over || saving || kept === changes || form.dataset.signedOut) return
    const upTo = changes
    saving = send('keep', keepalive)
    const answer = await saving
    saving = null
    if (answer.status === 200 && answer.body) {
      kept = upTo
      version.value = answer.body.version
      tell(status.dataset.saved.replace('TIME', new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })))
    } else if (answer.status === 409 && answer.body) {
      over = true
      tell([answer.body?.typing, status.dataset.changed].filter(Boolean).join(' '))
    } else if (answer.status === 403 && answer.body) {
      over = true
      tell(answer.body.kept ? status.dataset.signedOut : status.dataset.onPage)
    } else {
      tell(status.dataset.failed)
    }
    if (!over && kept !== changes && due === null) due = setTimeout(save, EVERY)
  }

  // Asks who else is typing, and shows what this browser saved when it left the page a moment ago. Keeps what is typed here.
  async function look () {
    if (over || saving || document.hidden || changes !== kept) return
    const answer = await send('look', false)
    if (answer.status !== 200 || !answer.body || over || saving || changes !== kept) return
    if (answer.body.typing) return tell(answer.body.typing)
    if (answer.body.version <= Number(version.value)) return
    if (changes === 0 && answer.body.own && !isBehindDrawer()) window.location.replace(address)
    else tell(status.dataset.newer)
  }

  // A page is not loaded again while a drawer lies over it.
  function isBehindDrawer () {
    const drawer = document.querySelector('dialog[open]')
    return drawer !== null && !drawer.contains(form)
  }

  async function send (asked, keepalive) {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
    body.set('draft', asked)
    const sent = body.toString()
    const headers = { 'X-Draft': '1', 'Content-Type': 'application/x-www-form-urlencoded' }
    const after = keepalive && sent.length < MOST_AFTER_THE_PAGE
    try {
      const answer = await fetch(address, { method: 'POST', body: sent, headers, keepalive: after })
      const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json')
      return { status: answer.status, body: isJson ? await answer.json() : null }
    } catch {
      return { status: 0, body: null }
    }
  }

  function tell (text) {
    if (status.textContent !== text) status.textContent = text
  }
}

start(document)
