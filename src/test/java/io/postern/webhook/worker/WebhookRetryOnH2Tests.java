package io.postern.webhook.worker;

import io.postern.testing.OnH2;

class WebhookRetryOnH2Tests extends WebhookRetryTests implements OnH2 {}
