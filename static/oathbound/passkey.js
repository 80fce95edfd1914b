// Has the person's device make a passkey, or sign with one, and sends its answer along with the form.
// The form says what is asked (data-passkey: make or sign; data-options: JSON of Web Authentication) and the words when it fails.
(function () {
  'use strict'
  const form = document.querySelector('form[data-passkey]')
  if (!form) return
  const status = form.querySelector('[data-passkey-status]')
  const answer = form.elements.answer
  answer.value = ''

  function bytes (text) {
    const plain = window.atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0) })
  }

  function text (buffer) {
    const plain = String.fromCharCode.apply(null, new Uint8Array(buffer))
    return window.btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  }

  function named (keys) {
    return (keys || []).map(function (key) { return Object.assign({}, key, { id: bytes(key.id) }) })
  }

  function asked (options) {
    options.challenge = bytes(options.challenge)
    if (form.dataset.passkey === 'sign') {
      options.allowCredentials = named(options.allowCredentials)
      return navigator.credentials.get({ publicKey: options })
    }
    options.user.id = bytes(options.user.id)
    options.excludeCredentials = named(options.excludeCredentials)
    return navigator.credentials.create({ publicKey: options })
  }

  function told (credential) {
    const response = {}
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature']) {
      if (credential.response[name]) response[name] = text(credential.response[name])
    }
    return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response: response })
  }

  function say (words) {
    status.hidden = !words
    status.textContent = words
  }

  form.addEventListener('submit', function (event) {
    if (answer.value || event.submitter?.name === 'draft' || !form.checkValidity()) return
    event.preventDefault()
    if (!window.PublicKeyCredential) return say(form.dataset.unable)
    say('')
    asked(JSON.parse(form.dataset.options)).then(function (credential) {
      answer.value = told(credential)
      form.submit()
    }, function () { say(form.dataset.failed) })
  })
}())
