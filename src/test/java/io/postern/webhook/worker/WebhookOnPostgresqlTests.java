package io.postern.webhook.worker;

import io.postern.testing.OnPostgresql;

class WebhookOnPostgresqlTests extends WebhookTests implements OnPostgresql {}
