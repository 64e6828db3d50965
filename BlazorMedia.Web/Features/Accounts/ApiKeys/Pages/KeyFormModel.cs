using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Features.Accounts.ApiKeys.Pages;

/// <summary>What stands in the form of a new key.</summary>
internal sealed class KeyFormModel
{
    public const string Never = "never";
    public const string OnDate = "date";
    public static readonly IReadOnlyList<string> Lives = ["30", "90", "365", Never, OnDate];

    private readonly HashSet<string> reading = [];
    private readonly HashSet<string> writing = [];

    public string? Name { get; set; }

    public string? User { get; set; }

    /// <summary>Days, or one of the words.</summary>
    public string Life { get; set; } = "90";

    /// <summary>The last day on which it works, in the reader's zone.</summary>
    public DateOnly? Date { get; set; }

    public bool Everything { get; set; }

    public bool Reads(string scope) => Everything || writing.Contains(scope) || reading.Contains(scope);

    public bool Writes(string scope) => Everything || writing.Contains(scope);

    public void Read(string scope, bool may) => Change(reading, scope, may);

    public void Write(string scope, bool may) => Change(writing, scope, may);

    public KeyRequest ToRequest(DateTimeOffset now, TimeZoneInfo zone) => new(Name, Scopes(), Expiry(now, zone), User);

    private static void Change(HashSet<string> set, string scope, bool may)
    {
        if (may) set.Add(scope);
        else set.Remove(scope);
    }

    private List<string> Scopes() => Everything ? [KeyScopes.All] : [.. writing, .. reading.Except(writing).Select(KeyScopes.ReadOf)];

    private DateTimeOffset? Expiry(DateTimeOffset now, TimeZoneInfo zone) => Life switch
    {
        Never => null,
        // Without a date there is nothing that could be meant; the past is refused with a sentence at the field.
        OnDate => Date is { } day ? EndOf(day, zone) : DateTimeOffset.MinValue,
        _ => now.AddDays(int.Parse(Life, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static DateTimeOffset EndOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
