"""What to do next: (Framework, Assessment) -> Plan. Gains come from the engine, choices from an exact search."""
