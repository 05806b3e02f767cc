"""One function per use case: may I? -> is it valid? -> one transaction -> a frozen result."""
