namespace BlazorMedia.Domain.Operations;

/// <summary>One line of the history: a check became what it was not before.</summary>
public sealed class HealthChange
{
    private HealthChange()
    {
    }

    public Guid Id { get; private set; }

    public string Key { get; private set; } = "";

    public string Node { get; private set; } = "";

    public HealthStatus Status { get; private set; }

    /// <summary>Null: restored.</summary>
    public string? Code { get; private set; }

    public string Arguments { get; private set; } = "[]";

    public DateTimeOffset At { get; private set; }

    public static HealthChange Of(HealthState state) => new()
    {
        Id = Guid.CreateVersion7(state.Since),
        Key = state.Key,
        Node = state.Node,
        Status = state.Status,
        Code = state.Code,
        Arguments = state.Arguments,
        At = state.Since,
    };
}
