using System.Globalization;

namespace BlazorMedia.Web.Features.Webhooks.Log;

/// <summary>Where the next page begins: behind this row, when the newest come first.</summary>
internal readonly record struct DeliveryCursor(DateTimeOffset CreatedAt, Guid Id)
{
    public static DeliveryCursor? Parse(string text)
    {
        var parts = text.Split('_');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(parts[1], "N", out var id)
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
    }

    public override string ToString() => FormattableString.Invariant($"{CreatedAt.UtcTicks}_{Id:N}");
}
