namespace BlazorMedia.Domain.Operations;

/// <summary>One installation of the app: a data directory and, while it runs, the process on it.</summary>
public sealed class Node
{
    public const int MaxNameLength = 100;
    public const int MaxAddressLength = 500;

    /// <summary>How often a running node says that it lives.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(2);

    /// <summary>A node that was silent for so long is dead, and others take over what it had.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A node that could not say for so long that it lives gives up what it has: well before <see cref="Patience"/>, because giving up takes seconds.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(8);

    private Node()
    {
    }

    /// <summary>Stays over restarts; it lies as a file in the data directory.</summary>
    public Guid Id { get; private set; }

    /// <summary>The process: another one at every start.</summary>
    public Guid Run { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Where people reach this very node; null when it was not configured.</summary>
    public string? Address { get; private set; }

    public string Version { get; private set; } = "";

    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Counts the signs of life. Others watch whether it grows, because the clocks of two machines need not agree.</summary>
    public long Beat { get; private set; }

    /// <summary>When it said so last, by its own clock.</summary>
    public DateTimeOffset HeartbeatAt { get; private set; }

    /// <summary>When it stopped in order; null while it runs, and after a crash.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }

    public static Node Of(Guid id) => new() { Id = id };

    public void Start(Guid run, string name, string? address, string version, DateTimeOffset now)
    {
        (Run, Name, Address, Version) = (run, name, address, version);
        (StartedAt, HeartbeatAt, StoppedAt, Beat) = (now, now, null, Beat + 1);
    }

    public void Seen(DateTimeOffset now) => HeartbeatAt = now;

    public void Stop(DateTimeOffset now) => StoppedAt = now;

    /// <summary>By the clock of whoever asks; good enough to show.</summary>
    public bool IsAlive(DateTimeOffset now) => StoppedAt is null && now - HeartbeatAt < Patience;
}
