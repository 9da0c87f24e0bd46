package io.postern.webhook.worker;

import io.postern.testing.OnPostgresql;

class WebhookRetryOnPostgresqlIT extends WebhookRetryTests implements OnPostgresql {}
