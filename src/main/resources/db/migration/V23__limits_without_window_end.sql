-- Each request that is counted paid for it, and only the purge used it, which can as well read the few counters there are.
drop index limit_counter_window_end;
