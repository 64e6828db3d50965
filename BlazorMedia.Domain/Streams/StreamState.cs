namespace BlazorMedia.Domain.Streams;

/// <summary>What a path is doing now. Only media decides; FFmpeg's exit code says nothing.</summary>
public enum StreamState
{
    /// <summary>Switched off by a person.</summary>
    Disabled,

    /// <summary>On demand and nobody needs it.</summary>
    Asleep,

    /// <summary>FFmpeg runs, no media yet.</summary>
    Connecting,

    /// <summary>Media arrives.</summary>
    Live,

    /// <summary>Connected, but no new media for 5 s.</summary>
    Stalled,

    /// <summary>Refused, not found, closed or out of disk; retried.</summary>
    Offline,

    /// <summary>The source wants another user or password; retried slowly.</summary>
    Unauthorised,
}
