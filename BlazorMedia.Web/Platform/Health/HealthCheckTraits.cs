namespace BlazorMedia.Web.Platform.Health;

/// <summary>How a check wants to be run.</summary>
internal sealed record HealthCheckTraits
{
    /// <summary>What a check may cost decides how often it runs.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After this it is reported as hanging, and the others go on.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>True: each node has its own answer (its disk, its clock); false: all nodes share one (the queue, the endpoints).</summary>
    public bool IsLocal { get; init; }

    /// <summary>Where a person puts it right; null = nowhere in this app.</summary>
    public string? Href { get; init; }
}
