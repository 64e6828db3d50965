using BlazorMedia.Domain.Accounts;

namespace BlazorMedia.Web.Platform.Security;

/// <summary>
/// Who acts in the present request or circuit event. Ambient, because handlers are called by pages and endpoints alike and
/// should not pass a name through that they do not use. Set at the two doors only; everything else acts for the system.
/// </summary>
internal sealed class ActingNow
{
    private static readonly AsyncLocal<Actor?> Ambient = new();

    public Actor Actor => Ambient.Value ?? Actor.System;

    /// <summary>Until the flow of the caller ends.</summary>
    public void Set(Actor actor) => Ambient.Value = actor;
}
