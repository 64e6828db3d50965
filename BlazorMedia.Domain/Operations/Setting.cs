namespace BlazorMedia.Domain.Operations;

/// <summary>A value that an administrator has set in place of the default.</summary>
public sealed class Setting
{
    public const int MaxKeyLength = 200;
    public const int MaxValueLength = 4000;

    private Setting()
    {
    }

    /// <summary>With colons: <c>Streams:RingSeconds</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>As the configuration would bring it; a secret is protected by the key ring.</summary>
    public string Value { get; private set; } = "";

    public DateTimeOffset ChangedAt { get; private set; }

    public static Setting Of(string key, string value, DateTimeOffset now) => new() { Key = key, Value = value, ChangedAt = now };

    public void Change(string value, DateTimeOffset now) => (Value, ChangedAt) = (value, now);
}
