class SkipCachedRelationValidation:
    """For a row whose form has just looked up what was chosen: what it holds is not looked for once more."""

    def clean_fields(self, exclude=None):
        at_hand = {field.name for field in self._meta.fields if self._is_at_hand(field)}
        super().clean_fields(exclude={*(exclude or ()), *at_hand})

    def _is_at_hand(self, field) -> bool:
        return field.is_relation and field.is_cached(self) and getattr(self, field.attname) is not None
