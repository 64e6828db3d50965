namespace BlazorMedia.Domain.Operations;

/// <summary>What a check said last, so that a restart neither forgets a trouble nor announces it twice.</summary>
public sealed class HealthState
{
    private HealthState()
    {
    }

    /// <summary>Of the check, for example <c>streams.ring</c>.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Name of the node that a local check ran on; empty for what all nodes share.</summary>
    public string Node { get; private set; } = "";

    public HealthStatus Status { get; private set; }

    public string? Code { get; private set; }

    public string Arguments { get; private set; } = "[]";

    public string? Sentence { get; private set; }

    /// <summary>When it became what it is. Also what decides between two nodes that see the same change at once.</summary>
    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset CheckedAt { get; private set; }

    /// <summary>A check that runs for the first time: well since now, whatever it finds is a change.</summary>
    public static HealthState Of(string key, string node, DateTimeOffset now) => new() { Key = key, Node = node, Since = now, CheckedAt = now };

    /// <summary>Takes over what was found.</summary>
    /// <returns>True when it is worth an event: another status, or another trouble. Other numbers in the same finding are not.</returns>
    public bool Found(HealthFinding finding, DateTimeOffset now)
    {
        var changed = Status != finding.Status || (Status != HealthStatus.Well && Code != finding.Code);
        if (changed) Since = now;
        (Status, Code, Arguments, Sentence) = (finding.Status, finding.Code, finding.Arguments, finding.Sentence);
        CheckedAt = now;
        return changed;
    }
}
