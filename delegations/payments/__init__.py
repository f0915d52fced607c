"""Support money: whose account it goes to, how it is paid, and how it is accounted for."""
