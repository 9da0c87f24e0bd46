package io.postern.web;

/** One choice of a select field: what the form submits, and the text that is shown. */
public record Option(String value, String label) {}
