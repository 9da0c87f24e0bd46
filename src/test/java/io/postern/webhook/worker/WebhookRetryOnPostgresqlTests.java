package io.postern.webhook.worker;

import io.postern.testing.OnPostgresql;

class WebhookRetryOnPostgresqlTests extends WebhookRetryTests implements OnPostgresql {}
