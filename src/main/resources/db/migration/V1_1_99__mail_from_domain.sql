-- What the last look at each From domain found in the DNS. One instance looks; next_check_at is moved on by who takes it.
create table mail_from_domain (
    domain        varchar(255)                primary key,
    next_check_at timestamp(6) with time zone not null,
    -- Null until something was found.
    checked_at    timestamp(6) with time zone,
    -- NEW, GOOD, DOUBTED (good until one look that has to be confirmed), BAD
    state         varchar(10)                 not null,
    -- A line for each finding: its verdict and its code.
    findings      varchar(8000)               not null,
    constraint mail_from_domain_state check (case state when 'NEW' then true when 'GOOD' then true when 'DOUBTED' then true
        when 'BAD' then true else false end)
);
