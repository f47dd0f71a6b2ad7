"""The live call: what it asks of the outside and what it shows. No Qt, no disk, no clock."""
