class SkipCachedRelationValidation:
    """Mixin: skip the validation query of foreign keys whose related object the form has already fetched."""

    def clean_fields(self, exclude=None):
        cached = {field.name for field in self._meta.fields if self._is_cached_relation(field)}
        super().clean_fields(exclude={*(exclude or ()), *cached})

    def _is_cached_relation(self, field) -> bool:
        return field.is_relation and field.is_cached(self) and getattr(self, field.attname) is not None
