"""People who sign in: invitations, roles, departments, substitutes; one module per question."""
