// Shows a page in a drawer over the case, from 1,000 pixels on: the page of a link that has `data-drawer`.
// While it is open, the address is that of the page in it. So its forms, drafts and links work as on the page, Back closes it,
// and loading again shows the page. Where anything is in the way, the link leads to the page, as it does without script.
// A link with `data-drawer="over"` opens a page over the one in the drawer, and Back leads there; the cross closes both.
const wide = window.matchMedia('(min-width: 1000px)')
const drawer = document.getElementById('drawer')
const body = drawer.querySelector('[data-drawer-body]')
const title = document.title
const below = window.location.href
// The statuses of pages that show what was typed: refused, changed meanwhile, with mistakes. After the session timed out, a form is sent
// only once: the first request keeps it as a draft, and the answer to a second one could not say so.
const AGAIN = [403, 409, 422]
// Forms that could not be saved when the drawer closed, or that hold chosen files: they are shown again as they were.
const left = new Map()
let shown = null
let ending = Promise.resolve()
let turn = 0

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]')
  const isPlain = !event.defaultPrevented && event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  if (!link || !isPlain || !wide.matches) return
  const inside = drawer.contains(link)
  const isOver = inside && link.dataset.drawer === 'over'
  const act = 'drawer' in link.dataset ? () => open(link.href, inside ? shown.link : link, isOver) : inside && actWithin(link)
  if (!act) return
  event.preventDefault()
  act()
})
drawer.querySelector('[data-drawer-close]').addEventListener('click', leave)
drawer.addEventListener('submit', (event) => {
  const { target: form, submitter } = event
  if (submitter && 'cancel' in submitter.dataset && holdsNothing(form)) {
    event.preventDefault()
    return window.history.back()
  }
  const isOfDraft = submitter?.name === 'draft' && submitter.value !== 'letters'
  if (event.defaultPrevented || form.method !== 'post' || isOfDraft || 'plainly' in form.dataset) return
  event.preventDefault()
  event.stopPropagation()
  send(form, submitter)
})
drawer.addEventListener('cancel', (event) => { event.preventDefault(); leave() })
drawer.addEventListener('close', () => { if (shown) hide().then(leave) })
window.addEventListener('popstate', (event) => {
  const asked = event.state?.drawer
  if (asked && asked !== shown?.address) open(asked, null)
  else if (!asked && shown) hide()
})

// What a link in a drawer does, unless it simply opens its address.
function actWithin (link) {
  if ('drawerPage' in link.dataset) return async () => { await end(); window.location.assign(link.href) }
  if ('back' in link.dataset) return () => window.history.back()
  if (link.getAttribute('href').startsWith('#')) return () => showPlace(link.hash)
}

// Goes back to the case, over each page that was opened in the drawer.
function leave () {
  window.history.go(-(window.history.state?.depth || 1))
}

// Whether nothing was typed into a form since it was shown, and no draft of it is kept.
function holdsNothing (form) {
  return !('typed' in form.dataset) && form.elements.draft_version.value === '0'
}

async function open (address, link, isOver = false) {
  const mine = ++turn
  await ending
  const page = left.get(address) || await load(address)
  if (mine !== turn) return
  if (!page) return window.location.assign(address)
  await end()
  const isNew = window.history.state?.drawer !== address
  if (isNew) {
    const depth = shown ? window.history.state.depth + Number(isOver) : 1
    window.history[shown && !isOver ? 'replaceState' : 'pushState']({ drawer: address, depth }, '', address)
  }
  show(page, address, link || shown?.link)
  if (!drawer.open) drawer.showModal()
  showPlace(new URL(address).hash)
  page.heading.at(-1)?.focus()
}

function show (page, address, link) {
  shown = { ...page, address, link }
  body.replaceChildren(...page.parts)
  if (left.has(address)) body.querySelector('form[data-draft]')?.setAttribute('data-unsaved', '')
  drawer.querySelector('[data-drawer-title]').replaceChildren(...page.heading)
  drawer.querySelector('[data-drawer-page]').href = address.split('#')[0]
  drawer.setAttribute('aria-label', page.name)
  document.title = page.title
  shown.ends = page.scripts.map((script) => script.start(body)).filter(Boolean)
}

// Sends a form of a drawer. A page with errors is shown in the drawer, and so are the letters of a step; the window follows where a step
// leads. Any other answer is left to the browser, which sends the form as it does without script: nothing has been done yet.
async function send (form, submitter) {
  const [sent, mine] = [shown, ++turn]
  const asked = new URL(submitter?.getAttribute('formaction') || form.getAttribute('action') || '', window.location.href)
  const data = { method: 'POST', body: new FormData(form, submitter), headers: { 'X-Drawer': '1' }, redirect: 'manual' }
  const answer = await fetch(asked, data).catch(() => null)
  const there = answer?.headers.get('X-Leads-To')
  if (there && submitter?.value === 'letters') return mine === turn && shown === sent && openLetters(there)
  if (there || answer?.type === 'opaqueredirect') return window.location.assign(there || below)
  const page = answer && AGAIN.includes(answer.status) && await read(answer)
  if (mine !== turn || shown !== sent) return
  if (!page) return sendPlainly(form, submitter)
  await end()
  left.delete(sent.address)
  show(page, sent.address, sent.link)
  const first = body.querySelector('.govuk-error-summary, [role=alert]')
  if (first) { first.tabIndex = -1; first.scrollIntoView(); first.focus() } else if (asked.hash) showPlace(asked.hash); else page.heading.at(-1)?.focus()
}

// Opens the letters of a step over its form, which is a draft now. Back leads to the form.
function openLetters (there) {
  shown.isKept = true
  return open(new URL(there, window.location.href).href, shown.link, true)
}

function sendPlainly (form, submitter) {
  form.dataset.plainly = ''
  form.requestSubmit(submitter)
}

// Returns what a drawer shows of an address; null for one that has to be opened.
async function load (address) {
  const answer = await fetch(address, { redirect: 'manual' }).catch(() => null)
  return answer?.ok ? read(answer).catch(() => null) : null
}

// Returns what a drawer shows of a page; null for a page that has to stand alone.
async function read (answer) {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const main = page.getElementById('main')
  if ([...main.querySelectorAll('[id]')].some((one) => document.getElementById(one.id)?.closest('#drawer') === null)) return null
  const scripts = await Promise.all([...page.querySelectorAll('head script[type=module]')].map((one) => import(one.src)))
  if (!scripts.every((script) => script.start)) return null
  await Promise.all([...page.querySelectorAll('link[rel=stylesheet]')].map(wear))
  const heading = [...main.querySelectorAll('h1')].slice(0, 1)
  const caption = heading[0]?.parentElement.querySelector('.govuk-caption-l')
  heading.forEach((one) => { one.tabIndex = -1 })
  const name = heading[0]?.textContent.trim() || page.title.trim()
  return { scripts, heading: [...(caption ? [caption] : []), ...heading], parts: [...main.children], name, title: page.title }
}

// Adds a style sheet that the page of the case lacks, and waits until it has loaded.
async function wear (sheet) {
  if ([...document.styleSheets].some((one) => one.href === sheet.href)) return
  const own = sheet.cloneNode()
  await new Promise((resolve) => { own.onload = own.onerror = resolve; document.head.append(own) })
}

function showPlace (hash) {
  const place = hash.length > 1 && document.getElementById(hash.slice(1))
  if (!place || !drawer.contains(place)) return
  place.scrollIntoView()
  if (place.matches('a, button, input, select, textarea')) place.focus()
}

// Ends what a drawer shows: what is typed is saved, or else stays in this window.
function end () {
  if (!shown) return ending
  const { ends, address, isKept } = shown
  const page = { ...shown, parts: [...body.children] }
  const holdsFiles = [...body.querySelectorAll('input[type=file]')].some((one) => one.files.length)
  ending = Promise.all(ends.splice(0).map((one) => one())).then((all) => {
    if (!isKept && (holdsFiles || !all.every((saved) => saved))) left.set(address, page)
    else left.delete(address)
  })
  return ending
}

async function hide () {
  const { link } = shown
  const ended = end()
  shown = null
  turn += 1
  drawer.close()
  document.title = title
  const menu = link?.closest('details')
  if (menu) menu.open = true
  link?.focus()
  await ended
}
