"""The same claims, coded as different projects code them. Nothing here changes a claim; each coding can be made again.

policy      what a policy says: a data file, each rule with its source
figures     the words of one figure -> lowest, best and highest number under a policy
conflicts   several origins of one quantity -> one row
fields      which claims go into which column, and what the columns add up to
coding      incidents -> coded rows, with what was left out and why
difference  what two policies make of the same incidents
"""

from counterclaim.reconcile.policies.coding import Coded, Coding, code
from counterclaim.reconcile.policies.difference import Difference, differences
from counterclaim.reconcile.policies.policy import Policy, policies, policy

__all__ = ["Coded", "Coding", "Difference", "Policy", "code", "differences", "policies", "policy"]
