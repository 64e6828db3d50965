namespace BlazorMedia.Web.Shared.Display;

/// <summary>The five states that a thing can be in, each with its colour and its default icon.</summary>
public enum BadgeKind
{
    Idle,
    Ok,
    Busy,
    Warn,
    Bad,
}
