// The client library of PostgreSQL, as it is.
#include <libpq-fe.h>
