"""What other systems send by themselves when somebody leaves their data there."""
