using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Operations;

/// <summary>Every "no" about backups. Whichever it is: nothing was changed.</summary>
public static class BackupRefusals
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, "backups.not_found", "There is no such backup.");
    public static readonly Refusal Foreign = Invalid("foreign", "This is not a backup of BlazorMedia.");
    public static readonly Refusal Damaged = Invalid("damaged", "This backup is cut short or was changed after it was made: its checksums do not fit.");
    public static readonly Refusal Newer = Invalid("newer", "This backup is of a newer version of BlazorMedia. Update BlazorMedia first.");
    public static readonly Refusal OtherProvider = Invalid("other_provider", "This backup is of the other kind of database. Start BlazorMedia with that kind, restore, and move the database afterwards.");
    public static readonly Refusal PassphraseMissing = Invalid("passphrase_missing", "This backup is encrypted. Set Backup__Passphrase to the passphrase it was made with.");
    public static readonly Refusal PassphraseWrong = Invalid("passphrase_wrong", "This backup was encrypted with another passphrase than that of Backup__Passphrase.");
    public static readonly Refusal OnlyByCommand = new(RefusalKind.Conflict, "backups.only_by_command", "With PostgreSQL a backup is restored at the console: stop every node, then run blazormedia restore FILE --yes.");
    public static readonly Refusal Busy = new(RefusalKind.Conflict, "backups.busy", "A backup is being made or removed at this moment. Try again when it is done.");

    private static Refusal Invalid(string code, string message) => new(RefusalKind.Invalid, "backups." + code, message);
}
