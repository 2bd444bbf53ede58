"""What is measured: accuracy on annotated claims, reading speed, and the floors that hold both up."""
