"""What the spine refuses: accounts, campaigns, people, records, targets, places, the installation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from campaign.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Final[Mapping[str, str]] = {
    "account_disabled": N_("This account has been disabled. Ask the commune's official to enable it again."),
    "account_is_own": N_("You cannot disable or change the role of your own account. Ask another official."),
    "account_locked": N_("Too many wrong passwords. Try again after {until}."),
    "account_unknown": N_("There is no account named “{username}” in your area. Check the spelling."),
    "already_initialised": N_("The database {database} is in use already. Choose another one, or sign in to it."),
    "already_recorded": N_(
        "“{step}” is recorded already as “{status}” on {day}. Use Correct, with a reason, to change it."
    ),
    "already_saved": N_("This was saved before; nothing was saved twice."),
    "birth_date_ambiguous": N_("The birth date “{value}” fits two centuries. Type the year with four digits."),
    "birth_date_future": N_("The birth date “{value}” lies in the future. Check the year."),
    "birth_date_impossible": N_("“{value}” is not a date. Type it as 31/12/1980, or the year alone."),
    "campaign_anonymised": N_("The campaign “{name}” has ended and was anonymised; it takes no more records."),
    "campaign_closed": N_("The campaign “{name}” is closed. Ask the official to reopen it if something is missing."),
    "campaign_draft": N_("The campaign “{name}” is not open yet. The official opens it first."),
    "campaign_name_invalid": N_("Give the campaign a name of at most {limit} characters."),
    "campaign_unknown": N_("There is no campaign “{campaign}” in your area. Choose one from the list."),
    "citizen_changed_meanwhile": N_(
        "Somebody else corrected these details meanwhile. What you typed differs in: {fields}. Compare with the "
        "entry above and save again, or drop your changes."
    ),
    "citizen_merged": N_("The entry of {name} was merged with another one. Search for the person again."),
    "citizen_other_commune": N_(
        "{name} does not belong to this campaign's commune ({place}). Records stay with the person's own commune."
    ),
    "citizen_unknown": N_("This person is not in your list. Search again, or add the person."),
    "consent_changed_meanwhile": N_(
        "Somebody else recorded “{consent}” for {name} meanwhile, so “{answer}” was not saved. Ask the person again."
    ),
    "consent_means_missing": N_("Choose how the person agreed: by word or in writing."),
    "consent_missing": N_("{name} has not agreed to the processing of their data. Ask first, and record the answer."),
    "consent_not_given": N_("{name} has not agreed, so there is nothing to withdraw. Choose “does not agree”."),
    "consent_unanswered": N_("Ask whether the person agrees to the processing of their data, and choose the answer."),
    "database_busy": N_("The database is busy. Nothing was lost; press the button again in a moment."),
    "database_full": N_("The disk is full, nothing was saved. Tell the administrator to free space."),
    "database_newer": N_("The database was made by a newer version of the program ({version}). Update the program."),
    "database_not_ready": N_("The database is not prepared. Run “campaign init” for a new one, or “campaign migrate”."),
    "database_read_only": N_("The database cannot be written to, nothing was saved. Tell the administrator."),
    "database_unreachable": N_(
        "The database cannot be reached. Tell the administrator; what was typed stays on the screen."
    ),
    "database_unreadable": N_("The database file is damaged or is not a database. Restore the latest backup."),
    "dates_reversed": N_("The end ({end}) lies before the start ({start}). Swap them."),
    "date_range_invalid": N_("The end ({end}) lies before the start ({start}). Swap them."),
    "day_after_campaign": N_("{day} lies after the campaign's last day ({end}). Choose an earlier day."),
    "day_before_campaign": N_(
        "{day} lies before the campaign's first day ({start}). Choose a later day, or “had it before”."
    ),
    "day_in_future": N_("{day} lies in the future. Choose today ({today}) or earlier."),
    "due_outside_campaign": N_("The due day {day} lies outside the campaign ({start} to {end})."),
    "duplicate_person": N_("{name} is in the list already with this personal id. Choose “this person”."),
    "file_kind_unknown": N_("“{name}” must end in .csv or .xlsx."),
    "file_not_writable": N_("The file {path} cannot be written. Choose another folder."),
    "id_malformed": N_("“{value}” is not a personal id. It has 12 digits (an old one 9)."),
    "id_taken": N_("This personal id belongs to another person in the list. Check the number on the card."),
    "indicator_unknown": N_("The campaign has no indicator “{indicator}”."),
    "key_exists": N_("The key file {path} exists already and is never overwritten. Move it away first."),
    "key_missing": N_(
        "The key file {path} is missing. Put it back, or set CAMPAIGN_KEY_FILE; without it numbers stay sealed."
    ),
    "key_open_to_others": N_("Others can read the key file {path}. Run: chmod 600 {path}"),
    "key_unreadable": N_("{path} is not a key file, or cannot be read. Put the right file back."),
    "key_wrong": N_("The key file does not belong to this database. Put the right key file back."),
    "language_unknown": N_("Choose Vietnamese (vi) or English (en), not “{language}”."),
    "last_admin": N_("This is the last administrator; make another one first."),
    "local_code_invalid": N_("The local code “{value}” of {name} may hold letters, digits, dots and dashes only."),
    "name_invalid": N_("“{value}” is not a name. A name has letters, and at most 200 characters."),
    "name_missing": N_("Type the person's full name."),
    "not_permitted": N_("Your role does not allow this here. Ask the commune's official."),
    "parent_not_commune": N_("{place} is not a commune, ward or special zone; villages belong to one."),
    "password_too_easy": N_("This password is too easy to guess. Use several words that nobody would link to you."),
    "password_too_long": N_("The password may have at most {maximum} characters."),
    "password_too_short": N_("The password needs at least {minimum} characters."),
    "password_unchanged": N_("The new password is the old one. Choose another."),
    "password_wrong": N_("The password is wrong. Try again."),
    "passwords_differ": N_("The two new passwords differ. Type them again."),
    "person_twice": N_("This person stands twice in the list. Keep one row."),
    "phone_invalid": N_("“{value}” is not a mobile number. Check the digits, or leave it empty."),
    "phone_landline": N_("“{value}” is a landline. Type a mobile number, or leave it empty."),
    "place_code_taken": N_("The code {value} is in use. Choose another local code."),
    "place_name_invalid": N_("“{name}” is not a name for a place (letters, at most {limit} characters)."),
    "place_name_taken": N_("{place} has a place named “{name}” already. Names inside a commune must differ."),
    "place_not_valid": N_("{place} did not exist on {day}. Choose the place that it became, or another day."),
    "place_outside_campaign": N_("{place} lies outside this campaign. Choose a place inside it."),
    "place_unknown": N_("This place is not in the list. Choose a village, school or support point."),
    "plan_number_invalid": N_("The plan number may have at most {limit} characters."),
    "population_invalid": N_("A population is a whole number of 0 or more, not {value}."),
    "population_missing": N_(
        "{place} has no population figure for this group, so a percentage means nothing. Enter it, or set a number."
    ),
    "possible_duplicate": N_(
        "Somebody like {name} is in the list already. Say whether it is this person or another one."
    ),
    "reason_missing": N_("Write the reason in a few words."),
    "record_changed_meanwhile": N_("Somebody else changed this record meanwhile. Open the person again."),
    "record_unknown": N_("This record is not there any more. Open the person again."),
    "role_above_own": N_("You cannot give a role above your own ({role})."),
    "session_ended": N_("You were signed out. Sign in again; nothing that was saved is lost."),
    "session_locked": N_("The screen is locked after 15 minutes. Type the password again."),
    "session_missing": N_("Sign in first."),
    "setting_invalid": N_("The environment variable {variable} is wrong. It should look like: {example}"),
    "share_unknown": N_("“{value}” is no share; use whole, part_main or part."),
    "sign_in_failed": N_("User name or password is wrong. Check both."),
    "slug_invalid": N_("“{value}” cannot be a short name: small letters, digits and dashes, 2 to 63 characters."),
    "slug_taken": N_("Another campaign has this short name. Choose another."),
    "split_without_population": N_("No place has a population figure for this group. Enter the figures first."),
    "start_failed": N_("The program cannot start: {reason}."),
    "step_prerequisite_missing": N_("“{step}” needs first: {steps}."),
    "step_too_old": N_("“{step}” is for people of up to {age} years."),
    "step_too_young": N_("“{step}” is for people from {age} years on."),
    "step_unknown": N_("The campaign has no step “{step}”."),
    "succession_known": N_("It is recorded already that {old} became part of {new}."),
    "succession_of_itself": N_("{place} cannot follow itself."),
    "target_changed_meanwhile": N_(
        "{by} changed the target of {place} meanwhile to {theirs} (yours: {yours}). Look at both, and decide."
    ),
    "target_negative": N_("The target of {place} cannot be below 0."),
    "target_over_hundred": N_("The target of {place} cannot be above 100 percent of its people."),
    "target_unreadable": N_("“{value}” is not a target. Type a number of people such as 200, or a share such as 80%."),
    "template_invalid": N_("The template “{template}” is wrong: {reason}."),
    "template_unknown": N_("There is no template “{template}”. Known: {known}."),
    "text_not_storable": N_("A text is too long, or holds signs that cannot be stored. Shorten it, and type it again."),
    "unit_kind_invalid": N_("“{kind}” is no kind of unit below a commune."),
    "username_invalid": N_(
        "“{username}” cannot be a user name: small letters, digits, dots, dashes, 3 to 64 characters."
    ),
    "username_taken": N_("This user name is in use. Choose another."),
    "export_incomplete": N_("Only {written} of {expected} rows came out, so no file was made. Run the export again."),
    "password_not_given": N_("Give the password on standard input with --password-stdin."),
    "demo_needs_file": N_("The sample database is a SQLite file; another engine cannot hold it."),
    "demo_too_early": N_("The sample needs a day after {first}."),
    "not_a_demo": N_("This database is not a sample and is never replaced. Move it away first."),
    "form_foreign": N_("This form was sent from another site. Open the page again and repeat it."),
    "form_unreadable": N_("The form could not be read. Open the page again."),
    "request_too_large": N_("What was sent is too large."),
}
