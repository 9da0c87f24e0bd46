package io.postern.webhook.worker;

import io.postern.testing.OnH2;

class WebhookOnH2Tests extends WebhookTests implements OnH2 {}
