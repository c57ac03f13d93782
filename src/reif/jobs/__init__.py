"""Work for the machine: jobs that outlive a request, the workers that take them, and what comes round by the clock."""
