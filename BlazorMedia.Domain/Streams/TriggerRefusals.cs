using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>Every "no" that concerns a path's trigger.</summary>
public static class TriggerRefusals
{
    public static readonly Refusal KindInvalid = Invalid("kind_invalid", "The kind is none, content or device.", "kind");
    public static readonly Refusal StartScoreInvalid = Invalid("start_score_invalid", "The score that starts is a number from 1 to 100.", "startScore");
    public static readonly Refusal DeviceScoreInvalid = Invalid("device_score_invalid", "The sum that starts is a number from 1 to 1300.", "startScore");
    public static readonly Refusal StopScoreInvalid = Invalid("stop_score_invalid", "The score that stops is a number from 0 to 100, and not above the one that starts.", "stopScore");
    public static readonly Refusal ChecksInvalid = Invalid("checks_invalid", "The number of checks is from 1 to 20; an encoder box is asked at most 12 times.", "checks");
    public static readonly Refusal HoldInvalid = Invalid("hold_invalid", "The hold time is from 0 to 3600 seconds.", "holdSeconds");
    public static readonly Refusal CheckSecondsInvalid = Invalid("check_seconds_invalid", "The time between two checks is from 2 to 60 seconds.", "checkSeconds");
    public static readonly Refusal DeviceAddressInvalid = Invalid("device_address_invalid", "The address of the box looks like http://192.168.1.168, without user and password.", "deviceAddress");
    public static readonly Refusal DeviceAddressMissing = Invalid("device_address_missing", "The source of this stream names no host, so give the address of the box.", "deviceAddress");
    public static readonly Refusal ColourBoxInvalid = Invalid("colour_box_invalid", "A colour box looks like 130-240,60-160,40-130: red, green and blue from 0 to 255.", "colourBox");
    public static readonly Refusal ScheduleInvalid = Invalid("schedule_invalid", "A schedule looks like \"mon 8-18; tue 8-12,13:30-17\" in half hours, or is \"always\" or \"never\".", "schedule");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "triggers." + code, message, field);
}
