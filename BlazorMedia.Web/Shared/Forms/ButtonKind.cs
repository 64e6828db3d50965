namespace BlazorMedia.Web.Shared.Forms;

/// <summary>How loud a button is; a page has one primary action.</summary>
public enum ButtonKind
{
    Secondary,
    Primary,
    Danger,
    Ghost,
}
