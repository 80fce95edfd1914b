"""What is withheld from the member: proposed by an officer, ruled on by a reviewer, never by somebody who decides."""
