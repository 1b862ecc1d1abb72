/** Signing in, and what the three kinds of one-time link lead to. */

export const signInWords = {
  title: 'Sign in',
  lead: 'Use the email address that your implementation team invited.',
  goOn: 'Sign in, and you go on where you were.',
  email: 'Email address',
  password: 'Password',
  button: 'Sign in',
  lost: 'Password or link lost',
  lostCustomer: 'Your implementation team sends you a new link. Nothing of your set-up is lost.',
  lostStaff: 'Another member of the implementation team can issue a new link for you.',
  setUpNeeded: 'Nobody can sign in yet',
  setUpHow: 'The server prints a set-up link when it starts. Open that link to create the first staff person.',
  required: { email: 'Enter your email address.', password: 'Enter your password.' },
} as const

export const oneTimeLinkWords = {
  looking: 'One moment. We are looking at your link.',
  unusable: 'This link cannot be used',
  noToken: 'The address of this page lacks its last part. Open the link from your message once more, in full.',
  newLink: 'Ask whoever sent it for a new one. Nothing of a set-up is lost.',
  name: 'Your name',
  nameHint: 'Your colleagues and the implementation team see it beside what you do.',
  email: 'Email address',
  emailHint: 'You sign in with it.',
  password: 'New password',
  passwordHint: 'At least 12 characters. Several words are good. Pasting from a password manager works.',
  required: { name: 'Enter your name.', email: 'Enter your email address.', password: 'Choose a password.' },
  tooShort: 'Choose a password of at least 12 characters. Several words are good.',
  'set-up': {
    title: 'Create the first staff person',
    lead: 'This person creates accounts and invites customers and colleagues. The link works once.',
    button: 'Create and sign in',
  },
  invitation: {
    title: 'Welcome to Connect',
    lead: 'Choose a password. Then you set up the outbound email of your company, step by step.',
    forCompany: (company: string) => `You are invited to set up the outbound email of ${company}. Choose a password to begin.`,
    button: 'Save and begin',
  },
  'new-password': {
    title: 'Choose a new password',
    lead: 'All other sessions of yours end when you save it.',
    button: 'Save and sign in',
  },
} as const
