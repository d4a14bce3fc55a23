"""Editorial workflow: one function for each step, and the only code that changes what readers get.

Each function refuses first (`Refused`), then writes in one transaction, with
one audit log entry. Permissions are the caller's question
(`reviews.permissions.access`); whether the step may happen at all is decided
here, and by the constraints of the database.
"""

from reviews.workflow.addresses.old_addresses import set_old_addresses
from reviews.workflow.addresses.renaming import approve_rename, refuse_rename, rename, retire_address
from reviews.workflow.adoptions.adopting import adopt, begin_adoption
from reviews.workflow.adoptions.taking_back import take_back
from reviews.workflow.base import Refused
from reviews.workflow.check_waivers import waive_findings
from reviews.workflow.commenting import answer, comment, comment_places, reopen, resolve
from reviews.workflow.deciding import approve, request_changes
from reviews.workflow.embargoes import lift_embargo, set_embargo
from reviews.workflow.erasing import erase_person, erase_review
from reviews.workflow.preview_links import end_preview, share_preview
from reviews.workflow.publishing import rebake, reschedule, take_down, unschedule
from reviews.workflow.reassigning import reassign
from reviews.workflow.safe_answers import SafeAnswer, answer_safe_kinds
from reviews.workflow.spoiler_checks.signing import sign_spoiler_check
from reviews.workflow.text_index.common_knowledge import declare_common_knowledge, withdraw_common_knowledge
from reviews.workflow.tightening import tighten
from reviews.workflow.undoing import undo, undo_window
from reviews.workflow.writing import begin, delete, restore, rewrite, save, submit, withdraw

__all__ = [
    "Refused",
    "SafeAnswer",
    "adopt",
    "answer",
    "answer_safe_kinds",
    "approve",
    "approve_rename",
    "begin",
    "begin_adoption",
    "comment",
    "comment_places",
    "declare_common_knowledge",
    "delete",
    "end_preview",
    "erase_person",
    "erase_review",
    "lift_embargo",
    "reassign",
    "rebake",
    "refuse_rename",
    "rename",
    "reopen",
    "request_changes",
    "reschedule",
    "resolve",
    "restore",
    "retire_address",
    "rewrite",
    "save",
    "set_embargo",
    "set_old_addresses",
    "share_preview",
    "sign_spoiler_check",
    "submit",
    "take_back",
    "take_down",
    "tighten",
    "undo",
    "undo_window",
    "unschedule",
    "waive_findings",
    "withdraw",
    "withdraw_common_knowledge",
]
