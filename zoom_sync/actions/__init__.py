"""Use cases, one module each: fetch, ask the rules, keep the answer. Actions do not call one another."""
