using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Recordings;

/// <summary>Every "no" of the time line.</summary>
public static class TimelineRefusals
{
    public static readonly Refusal RangeInvalid = Invalid("range_invalid", "Give from and until as instants like 2026-11-20T08:00:00Z, until after from and at most 8 days later.", "from");
    public static readonly Refusal MonthInvalid = Invalid("month_invalid", "A month is written YYYY-MM.", "month");
    public static readonly Refusal ZoneUnknown = Invalid("zone_unknown", "This server does not know the time zone. Zones are written like Europe/Berlin.", "zone");

    private static Refusal Invalid(string code, string message, string field) => new(RefusalKind.Invalid, "timeline." + code, message, field);
}
