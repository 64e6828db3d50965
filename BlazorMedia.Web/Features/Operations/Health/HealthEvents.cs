using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Data;
using BlazorMedia.Web.Features.Webhooks;

namespace BlazorMedia.Web.Features.Operations.Health;

/// <param name="Check">Key of the check, for example <c>operations.disk</c>.</param>
/// <param name="Node">Name of the node it concerns; null for what all nodes share.</param>
/// <param name="Status"><c>well</c>, <c>warning</c> or <c>bad</c>.</param>
/// <param name="Before">The status before it.</param>
/// <param name="Restored">True: it was not well and is now.</param>
/// <param name="Message">English.</param>
public sealed record HealthChangedEvent(string Check, string? Node, string Status, string Before, string? Code, bool Restored, DateTimeOffset Since, string? Message);

/// <param name="FreeBytes">On the fuller of the disks that hold the data and the recordings.</param>
/// <param name="ThresholdBytes">The setting <c>Operations__DiskLowBytes</c>.</param>
public sealed record DiskLowEvent(string? Node, string Volume, long FreeBytes, long ThresholdBytes);

/// <summary>What other systems are told, in the transaction of the change.</summary>
internal sealed class HealthEvents(Outbox outbox)
{
    public const string Changed = "health.changed";
    public const string DiskLow = "disk.low";

    public static IEnumerable<EventType> Types()
    {
        var since = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        yield return new(Changed, new HealthChangedEvent("streams.ffmpeg", "media-1", "bad", "well", "missing", false, since, "The program ffmpeg cannot be started."), typeof(HealthText));
        yield return new(DiskLow, new DiskLowEvent("media-1", "recordings", 1_932_735_283, 2_147_483_648), typeof(HealthText));
    }

    public async Task AddAsync(AppDbContext db, HealthState state, HealthStatus before, string? node, CancellationToken ct)
    {
        var restored = before != HealthStatus.Well && state.Status == HealthStatus.Well;
        await outbox.AddAsync(db, Changed, new HealthChangedEvent(state.Key, node, CodeOf(state.Status), CodeOf(before), state.Code, restored, state.Since, state.Sentence), ct);
        if (state is { Key: DiskCheck.Key, Code: DiskCheck.Low }) await outbox.AddAsync(db, DiskLow, LowOf(state, node), ct);
    }

    public static string CodeOf(HealthStatus status) => status switch
    {
        HealthStatus.Well => "well",
        HealthStatus.Warning => "warning",
        HealthStatus.Bad => "bad",
    };

    // In the order in which the check gives them.
    private static DiskLowEvent LowOf(HealthState state, string? node)
    {
        var arguments = FindingArguments.Read(state.Arguments);
        return new(node, arguments[0].Value, Number(arguments[1]), Number(arguments[2]));
    }

    private static long Number(FindingArgument argument) => long.Parse(argument.Value, System.Globalization.CultureInfo.InvariantCulture);
}
