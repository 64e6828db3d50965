using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Operations;

/// <summary>Every "no" about settings; the sentence and the field are filled in with what is wrong.</summary>
public static class SettingRefusals
{
    public static readonly Refusal Unknown = new(RefusalKind.Invalid, "settings.unknown", "There is no such setting.");

    public static readonly Refusal NeedsRestart = new(RefusalKind.Invalid, "settings.needs_restart", "This setting is read at start only. Set it in the environment and start again.");

    public static readonly Refusal Locked = new(RefusalKind.Conflict, "settings.locked", "The environment, a file or the command line says this setting. Change it there.");

    public static readonly Refusal Unreadable = new(RefusalKind.Invalid, "settings.unreadable", "This is not a value of the right kind.");

    public static readonly Refusal OutOfRange = new(RefusalKind.Invalid, "settings.out_of_range", "The value is outside the permitted range.");

    public static readonly Refusal NotValid = new(RefusalKind.Invalid, "settings.not_valid", "The value does not fit.");

    public static readonly Refusal TooLong = new(RefusalKind.Invalid, "settings.too_long", $"A value may have {Setting.MaxValueLength} characters at most.");

    public static readonly Refusal Empty = new(RefusalKind.Invalid, "settings.empty", "Name at least one setting.");

    public static readonly Refusal ChangedMeanwhile = new(RefusalKind.Conflict, "settings.changed_meanwhile", "Somebody else changed the same setting at this moment. Look again.");
}
